import type { Chapter } from './examine.js';
import type { Finding } from './finding.js';

const MARKS = { good: '✔', bad: '✖', advice: '!' } as const;
const SECRET_NAME = /TOKEN|SECRET|PASSWORD/;

/** The report, a line a finding, and whether everything that must be well is. */
export function report(chapters: Chapter[], env: Record<string, string | undefined>): { text: string; isWell: boolean } {
  const findings = chapters.flatMap((chapter) => chapter.findings);
  const count = (mark: Finding['mark']) => findings.filter((finding) => finding.mark === mark).length;
  const lines = chapters.flatMap(({ title, findings: found }) => ['', title, ...found.map(line)]);
  const verdict = count('bad') === 0 ? 'All is well.' : `${count('bad')} to mend.`;
  const text = [...lines, '', `${verdict} ✔ ${count('good')}  ✖ ${count('bad')}  ! ${count('advice')}`].join('\n').trim();
  return { text: hideSecrets(text, env), isWell: count('bad') === 0 };
}

function line(finding: Finding): string {
  const says = `  ${MARKS[finding.mark]} ${finding.says}`;
  return finding.mark === 'good' ? says : `${says} → ${finding.remedy}`;
}

/** The last net under what the checks mask themselves: no secret of the environment stands in the text, whoever put it there. */
export function hideSecrets(text: string, env: Record<string, string | undefined>): string {
  const secrets = Object.entries(env).flatMap(([name, value]) => {
    if (!value) return [];
    if (SECRET_NAME.test(name)) return [value, encodeURIComponent(value)];
    return /_URL$/.test(name) && URL.canParse(value) ? [new URL(value).password, decodeURIComponent(new URL(value).password)] : [];
  });
  const longestFirst = [...new Set(secrets)].filter((secret) => secret.length >= 8).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, '•••'), text);
}
