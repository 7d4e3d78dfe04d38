/** The calls that came to the simulated systems, newest first, and how each system answers. */

const NAMES = { crm: 'CRM', operacao: 'Operação', integracoes: 'Central de integrações' };
const MOODS = { ok: 'responde', error: 'responde com erro (503)', silent: 'não responde' };
const time = new Intl.DateTimeFormat('pt-BR', { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'America/Sao_Paulo' });

const list = document.querySelector('.calls');
const moods = document.querySelector('.moods');
const seen = new Set();

function element(name, properties = {}, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

for (const [system, name] of Object.entries(NAMES)) {
  const choices = Object.entries(MOODS).map(([mood, words]) => {
    const input = element('input', { type: 'radio', name: system, value: mood, checked: mood === 'ok' });
    input.addEventListener('change', () => void fetch(`moods/${system}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ mood }) }));
    return element('label', {}, [input, words]);
  });
  moods.append(element('fieldset', {}, [element('legend', { textContent: name }), ...choices]));
}

/** What a body is about, in a few words. */
function summaryOf({ body }) {
  const about = body.stage ?? body.cause ?? body.type ?? (body.incident ? 'incident' : '');
  const number = body.conversation ? `conversa #${body.conversation.id}` : '';
  return [about, number, body.contact?.name].filter(Boolean).join(' · ');
}

function drawCall(call) {
  const answer = call.status === null ? 'sem resposta' : call.status === 201 ? (call.repeated ? 'repetida: já estava feita' : 'feita') : `respondeu ${call.status}`;
  const item = element('li', { className: call.status === 201 ? '' : 'failed' }, [
    element('h2', {}, [`${NAMES[call.system]} · POST ${call.path}`, element('span', { textContent: time.format(new Date(call.at)) }), element('span', { textContent: answer })]),
    element('p', { textContent: summaryOf(call) }),
    element('details', {}, [element('summary', { textContent: 'Ver o conteúdo' }), element('pre', { tabIndex: 0, textContent: JSON.stringify(call.body, null, 2) })]),
  ]);
  list.prepend(item);
}

async function look() {
  const answer = await fetch('calls').catch(() => undefined);
  if (!answer?.ok) return;
  const { calls, moods: present } = await answer.json();
  for (const [system, mood] of Object.entries(present)) document.querySelector(`input[name=${system}][value=${mood}]`).checked = true;
  for (const call of calls.toReversed()) if (!seen.has(call.number)) { seen.add(call.number); drawCall(call); }
  document.querySelector('.empty').hidden = seen.size > 0;
}

await look();
setInterval(look, 1500);
