/** Whether a signal, as STOPSIGNAL names it, is one that Linux hands to no process: SIGKILL and SIGSTOP. */
export function isUncatchable(signal: string): boolean {
  return /^(?:(?:SIG)?(?:KILL|STOP)|0*(?:9|19))$/i.test(signal);
}
