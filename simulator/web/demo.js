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
