/** Takes a lock file for this process; a dead owner's lock is taken over. `busyWith`: pid of the living owner. */
export function takeLock(file: string): { release: () => void; busyWith?: undefined } | { busyWith: number; release?: undefined };

/** Waits for the lock. @throws when it is still taken after `timeoutMs` */
export function waitForLock(file: string, options: { timeoutMs: number; log?: (message: string) => void; what: string }): Promise<{ release: () => void }>;
