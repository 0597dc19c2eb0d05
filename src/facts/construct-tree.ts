import type { IConstruct } from 'constructs';

/** The construct at a path of the app that a construct belongs to. */
export function constructAt(member: IConstruct, path: string): IConstruct | undefined {
  return descendant(member.node.root, path);
}

/** The construct to which a path leads from another. */
export function descendant(from: IConstruct, path: string): IConstruct | undefined {
  return path === '' ? from : path.split('/').reduce<IConstruct | undefined>((construct, id) => construct?.node.tryFindChild(id), from);
}
