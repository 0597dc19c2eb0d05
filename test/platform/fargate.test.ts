import { cpuUnits, illegalSize, mebibytes, sizeFor } from '../../src/platform/fargate';

test.each([
  ['256', 256], [' 1024 ', 1024], ['1 vCPU', 1024], ['1vcpu', 1024], ['.25 vCPU', 256], ['0.5 VCPU', 512], ['16 vCPUs', 16384],
])('"%s" are %d CPU units', (text, units) => {
  expect(cpuUnits(text)).toBe(units);
});

test.each([['512', 512], ['2 GB', 2048], ['2GB', 2048], ['0.5 gb', 512], ['.5GB', 512], ['244 GB', 249856]])('"%s" are %d MiB', (text, units) => {
  expect(mebibytes(text)).toBe(units);
});

test.each(['', 'vCPU', '1.2.3 vCPU', '1 GB', '1,024', '0x100', '-256', '0.25', 'one'])('"%s" is no CPU size that ECS documents', (text) => {
  expect(cpuUnits(text)).toBeUndefined();
});

test.each(['', 'GB', '2 vCPU', '512 MiB', '1.5', '2 GB more'])('"%s" is no memory size that ECS documents', (text) => {
  expect(mebibytes(text)).toBeUndefined();
});

test.each([
  [256, 512, false], [4096, 30720, true], [32768, 249856, false], [1024, undefined, true],
])('%s CPU units with %s MiB are legal', (cpu, memory, windows) => {
  expect(illegalSize(cpu, memory, windows)).toBeUndefined();
});

test.each([256, 512, 8192, 16384, 32768])('Windows has no tasks of %s CPU units', (cpu) => {
  expect(illegalSize(cpu, undefined, true)).toBe(`Fargate has no Windows tasks of ${cpu} CPU units; it has 1024, 2048, 4096`);
  expect(illegalSize(cpu, undefined)).toBeUndefined();
});

test.each([
  [undefined, undefined, false, 256, 512], [undefined, undefined, true, 1024, 2048], [256, 4096, false, 512, 4096], [1024, 1024, false, 1024, 2048],
  [8192, 18432, false, 8192, 20480], [300, undefined, false, 512, 1024], [undefined, 3000, false, 512, 3072], [32768, 65536, false, 32768, 122880],
  [65536, 1, false, 32768, 249856], [256, 65536, true, 4096, 30720],
])('what has at least %s CPU units and %s MiB, on Windows: %s', (cpu, memoryMiB, windows, ...size) => {
  expect(Object.values(sizeFor(cpu, memoryMiB, windows))).toEqual(size);
});
