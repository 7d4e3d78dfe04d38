/** What can be asked of the machine, replaceable in tests. */
export interface PackageMachine {
  /** Contents of /etc/os-release. */
  osRelease?: string;
  isRoot?: boolean;
  hasProgram?: (name: string) => boolean;
  sudoWorks?: () => boolean;
}

/** Whether packages can be installed without asking anybody: Debian or Ubuntu, and root or sudo without a password. */
export function mayInstallPackages(machine?: PackageMachine): boolean;

/** Installs packages without starting any service of theirs. @throws with the end of apt's output */
export function installDebianPackages(names: string[], log: (message: string) => void): Promise<void>;

/** The shell script that does it; `policy` is the policy file, for tests. */
export function installScript(names: string[], policy?: string): string;
