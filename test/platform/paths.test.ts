import { isAbsolute, isWithin, normalizePath, partsOf } from '../../src/platform/paths';

test.each([
  ['/app', '/app'],
  ['/app/', '/app'],
  ['//app//src/./', '/app/src'],
  ['/app/tmp/../src', '/app/src'],
  ['/../etc', '/etc'],
  ['/', '/'],
  ['app/src/', 'app/src'],
  ['C:\\app\\logs\\', 'C:/app/logs'],
  [' /app ', '/app'],
  ['', ''],
])('%s is %s', (path, normal) => {
  expect(normalizePath(path)).toBe(normal);
});

test.each([['/app', true], ['C:\\app', true], ['c:/app', true], ['app', false], ['./app', false], ['', false]])('whether %s is absolute: %s', (path, expected) => {
  expect(isAbsolute(path)).toBe(expected);
});

test.each([
  ['/app', '/app', true],
  ['/app/src', '/app', true],
  ['/application', '/app', false],
  ['/', '/app', false],
  ['/app', '/', true],
])('whether %s lies in %s: %s', (path, folder, expected) => {
  expect(isWithin(path, folder)).toBe(expected);
});

test('parts of a path', () => {
  expect(partsOf('/var//log\\app/')).toEqual(['var', 'log', 'app']);
});
