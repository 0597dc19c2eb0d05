/** Whether a path is one of Windows: it begins with a drive, a share or a pipe, such as `\\.\pipe\docker_engine`. */
export function isWindowsPath(path: string): boolean {
  return /^[A-Za-z]:[\\/]|^\\\\[.?\w]/.test(path);
}

/** Whether only Windows can start a command. PowerShell's `pwsh` runs on Linux, too. */
export function startsOnWindows([program = '', option = '']: readonly string[]): boolean {
  return isWindowsPath(program) || /\.(?:exe|bat|cmd|ps1)$/i.test(program) || /^powershell$/i.test(program) || (/^cmd$/i.test(program) && option.startsWith('/'));
}
