/** The side-by-side page: on narrow screens one of the two at a time, and where the portal is. */

const panes = document.querySelector('.panes');

for (const button of document.querySelectorAll('.tabs button')) {
  button.addEventListener('click', () => {
    panes.dataset.show = button.dataset.show;
    for (const other of document.querySelectorAll('.tabs button')) other.setAttribute('aria-pressed', String(other === button));
  });
}

const response = await fetch('./demo.json');
if (response.ok) document.getElementById('portal-link').href = (await response.json()).portal;

/** The demo's clock: the product's time, which the buttons move together with the phone's. */
const clock = document.querySelector('.clock');
const shown = document.getElementById('clock-now');
const format = new Intl.DateTimeFormat('pt-BR', { weekday: 'short', day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit', timeZone: 'America/Sao_Paulo' });
let aheadMs = 0;

async function askClock(options) {
  const answer = await fetch('./clock', options);
  if (!answer.ok) return;
  aheadMs = Date.parse((await answer.json()).now) - Date.now();
  clock.hidden = false;
  showClock();
}

function showClock() {
  shown.textContent = format.format(new Date(Date.now() + aheadMs));
}

for (const button of clock.querySelectorAll('button')) {
  button.addEventListener('click', async () => {
    const body = button.dataset.to ? { to: button.dataset.to } : { advanceMs: Number(button.dataset.advance) };
    button.disabled = true;
    await askClock({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    button.disabled = false;
  });
}
setInterval(showClock, 1000);
setInterval(() => { if (clock.hidden) void askClock(); }, 5000);
await askClock();
