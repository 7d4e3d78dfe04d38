import { expect, test } from '@jest/globals';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { select, selectOne } from '../../src/db/rows.js';
import { atRest, usesDesk } from './desk.js';
import { foreignWords, hindrances } from './judge-page.js';
import { fillWithOneOfEach } from './one-of-each.js';
import { PortalClient } from './portal-client.js';

/** Where pictures are put, when somebody wants to look at them. */
const PICTURES = process.env['PICTURES'];

const desk = usesDesk(async (portal) => {
  await seedDomainFacts(portal.house.source.manager, portal.clock.now(), portal.house.t);
  await fillWithOneOfEach(portal);
});
const one = <T>(sql: string) => selectOne<T>(desk.portal.house.source.manager, sql);

test('a template of e-mails: the e-mail follows what is written; what is wrong is told at its field; versions are kept and taken back', async () => {
  const page = await desk.open();
  await page.goto(`${desk.portal.url}/admin/resources/emailTemplates/records/1/change`);
  const mail = page.frameLocator('iframe.m-mail');
  await mail.locator('p:text-is("Olá, Maria!")').waitFor();
  await atRest(page);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/email-template.png`, fullPage: true });
  expect(await foreignWords(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 860 });
  expect(await hindrances(page)).toEqual([]);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/email-template-390.png`, fullPage: true });
  await page.setViewportSize({ width: 1280, height: 860 });

  await page.fill('#m-body', 'Oi {{nome}}');
  await page.waitForSelector('aside >> text=A variável {{nome}} não existe');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('#m-body-error >> text={{nome}} não existe');
  await page.fill('#m-subject', 'Para {{paciente}}');
  await page.fill('#m-body', '# Oi\n\n<script>window.harmed = 1</script>\n\n');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('#m-subject-error');
  await page.fill('#m-subject', 'Para {{patient_name}}');
  await page.click('button:text-is("{{contact.name}}")');
  await mail.locator('h1:text-is("Oi")').waitFor();
  await mail.locator('p >> text=<script>window.harmed').first().waitFor();
  await page.check('#m-plain-mail');
  await page.waitForSelector('aside .m-bubble >> text=OI');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text="Salvo."');
  expect(await one('SELECT subject, body FROM email_templates WHERE id = 1')).toEqual({ subject: 'Para {{patient_name}}', body: expect.stringMatching(/^# Oi[^]*\{\{contact\.name\}\}$/) });
  expect((await select<{ version: number }>(desk.portal.house.source.manager, 'SELECT version FROM email_template_versions WHERE template_id = 1 ORDER BY version')).map(({ version }) => version)).toEqual([1, 2]);

  await page.goto(`${desk.portal.url}/admin/resources/emailTemplates/records/1/change`);
  await page.click('aside summary >> text=Versão 1');
  await page.click('aside li:last-child details[open] button:text-is("Usar este texto")');
  await mail.locator('text=Próximos passos').waitFor();
  expect(await page.inputValue('#m-subject')).toContain('Proposta de cuidado');
  expect(await page.evaluate('window.harmed')).toBeUndefined();
  await page.close();
}, 60_000);

test('supervisors read the list with addresses masked, and edit no template; the address is on the record for administrators', async () => {
  const [admin, supervisor] = [new PortalClient(desk.portal), new PortalClient(desk.portal)];
  await admin.signIn('marina@carinho.test');
  await supervisor.signIn('sofia@carinho.test');
  const list = async (who: PortalClient) => JSON.stringify(await who.json('/admin/api/resources/emails/actions/list'));
  const record = async (who: PortalClient) => JSON.stringify(await who.json('/admin/api/resources/emails/records/1/show'));
  expect(await list(supervisor)).toContain('b•••••z@exemplo.com.br');
  expect(await list(admin)).not.toContain('beatriz@');
  expect(await record(supervisor)).not.toContain('beatriz@');
  expect(await record(admin)).toContain('beatriz@exemplo.com.br');
  expect(await list(admin)).not.toContain('r•••••o@');
  expect(await admin.json('/admin/api/resources/emails/records/3/show').catch((error: unknown) => String(error))).not.toMatchObject({ record: { params: { id: 3 } } });
  const before = await one('SELECT updated_at FROM email_templates WHERE id = 1');
  for (const rest of ['actions/preview', 'actions/add', 'records/1/change']) {
    expect(JSON.stringify(await supervisor.act(`/admin/api/resources/emailTemplates/${rest}`, {}, { given: { subject: 'x', body: 'x' }, seen: {}, subject: 'x', body: 'x' }).catch((error: unknown) => String(error)))).not.toMatch(/"preview"|"success"/);
  }
  expect(await one('SELECT updated_at FROM email_templates WHERE id = 1')).toEqual(before);
});

test('the browser had nothing to complain about', () => {
  expect(desk.complaints).toEqual([]);
});
