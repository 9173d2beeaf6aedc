/** The demo page's style sheet: both colour schemes by the system's wish, one column on a phone. */
export const PAGE_CSS = `
:root { color-scheme: light dark; --ink: #1b1d22; --soft: #5b6270; --line: #dfe2e8; --paper: #f7f8fa; --card: #fff; --accent: #4338ca; --mark: #eef0ff; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef2; --soft: #a3aaba; --line: #343a46; --paper: #14161a; --card: #1d2026; --accent: #aab4ff; --mark: #262b45; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main, header { max-width: 1120px; margin: 0 auto; padding: 0 20px; }
header { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: baseline; justify-content: space-between; padding-top: 32px; }
h1 { font-size: 1.6rem; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 1.15rem; margin: 36px 0 12px; }
a { color: var(--accent); }
.lead { max-width: 68ch; color: var(--soft); margin: 12px 0 0; }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr)); gap: 14px; list-style: none; margin: 0; padding: 0; }
.card, .mail { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; }
.card h3 { margin: 0; font-size: 1rem; }
.card p { margin: 2px 0 0; color: var(--soft); font-size: 0.875rem; overflow-wrap: anywhere; }
.code { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-top: 12px; }
.code output { font: 600 1.5rem/1 ui-monospace, monospace; letter-spacing: 0.06em; }
button { font: inherit; font-size: 0.875rem; min-height: 32px; padding: 4px 12px; border-radius: 8px; border: 1px solid var(--line); background: var(--mark); color: var(--ink); cursor: pointer; }
:is(a, button, summary):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
progress { width: 100%; height: 4px; margin-top: 10px; appearance: none; border: 0; border-radius: 2px; overflow: hidden; background: var(--line); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.password { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; margin: 20px 0 0; padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.password code { font: 600 1.125rem ui-monospace, monospace; }
.mail { margin: 0 0 10px; }
.mail summary { cursor: pointer; }
.mail small { color: var(--soft); display: block; }
.mail pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 12px 0 0; }
footer { padding: 40px 0; color: var(--soft); font-size: 0.875rem; }
@media (prefers-reduced-motion: no-preference) { progress::-webkit-progress-value { transition: inline-size 1s linear; } }
`;

/** The demo page's script: keeps codes and countdown current, copies, and reloads when mail arrives. */
export const PAGE_JS = `
const mails = Number(document.body.dataset.mails);
let step = 0;
const show = (state) => {
  for (const output of document.querySelectorAll('[data-email]')) {
    const code = state.codes[output.dataset.email];
    if (code) { output.value = code.slice(0, 3) + ' ' + code.slice(3); output.dataset.copy = code; }
  }
};
const tick = () => {
  const seconds = Date.now() / 1000;
  for (const bar of document.querySelectorAll('progress')) bar.value = 30 - (seconds % 30);
  const now = Math.floor(seconds / 30);
  if (now !== step) { step = now; refresh(); }
};
const refresh = async () => {
  const answer = await fetch('/state.json');
  if (!answer.ok) return;
  const state = await answer.json();
  show(state);
  if (state.mails !== mails) location.reload();
};
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-for]');
  if (!button) return;
  const source = document.getElementById(button.dataset.for);
  await navigator.clipboard.writeText(source.dataset.copy);
  document.getElementById('said').textContent = button.dataset.done;
  const label = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 1500);
});
setInterval(tick, 1000);
setInterval(() => { refresh().catch(() => undefined); }, 4000);
tick();
`;
