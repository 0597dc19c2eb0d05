import type { IConstruct } from 'constructs';

/** The construct at a path of the app that a construct belongs to. */
export function constructAt(member: IConstruct, path: string): IConstruct | undefined {
  return path.split('/').reduce<IConstruct | undefined>((construct, id) => (id === '' ? construct : construct?.node.tryFindChild(id)), member.node.root);
}
