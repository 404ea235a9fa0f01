/** The portal's only style sheet. */
export const STYLE = `
:root { --ink: #17212b; --quiet: #52606d; --line: #cbd2d9; --ground: #f5f7fa; --accent: #0b4f8a; --good: #0d6b3f;
  --bad: #a3201d; --open: #7a4b00; }
* { box-sizing: border-box; }
body { margin: 0; font: 17px/1.5 system-ui, 'Liberation Sans', Arial, sans-serif; color: var(--ink); background: var(--ground); }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, .table:focus-visible { outline: 3px solid #f2b705; outline-offset: 2px; }
.skip { position: absolute; left: -999em; }
.skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; }
.notice { margin: 0; padding: .4rem 1.5rem; background: #fff4d6; border-bottom: 1px solid #e6c65c; font-size: .9rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: center; padding: .9rem 1.5rem; color: #fff; background: var(--accent); }
header p { margin: 0; font-size: 1.15rem; font-weight: 600; }
header nav ul { display: flex; flex-wrap: wrap; gap: 1.2rem; margin: 0; padding: 0; list-style: none; }
header nav a { color: #fff; }
header nav a[aria-current] { font-weight: 700; text-decoration: none; border-bottom: 3px solid #fff; }
header form { display: flex; gap: .8rem; align-items: center; margin-left: auto; }
header form button { background: transparent; border: 1px solid #fff; }
main { max-width: 74rem; margin: 0 auto; padding: 1.5rem; }
h1 { margin: 0 0 1rem; font-size: 1.8rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .6rem; font-size: 1.25rem; }
section.card { margin: 1.2rem 0; padding: 1.2rem 1.4rem; background: #fff; border: 1px solid var(--line); border-radius: 6px; }
section.card h2 { margin-top: 0; }
label { display: block; margin: .8rem 0 .2rem; font-weight: 600; }
.hint { margin: 0 0 .3rem; color: var(--quiet); font-size: .92rem; }
input, select { font: inherit; padding: .45rem; max-width: 100%; }
time { white-space: nowrap; }
input[type=file] { padding-left: 0; }
input[type=text], input[type=password], select { width: 22rem; background: #fff; border: 1px solid var(--quiet); border-radius: 4px; }
button { font: inherit; font-weight: 600; padding: .5rem 1.1rem; color: #fff; background: var(--accent); border: 0; border-radius: 4px; cursor: pointer; }
main form button { margin-top: 1rem; }
.error { padding: .7rem 1rem; background: #fdecea; border-left: 5px solid var(--bad); }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; background: #fff; }
caption { padding: .4rem 0; text-align: left; font-weight: 600; }
th, td { padding: .5rem .7rem; text-align: left; vertical-align: top; border: 1px solid var(--line); }
thead th { background: #e4e9ef; }
td.code, th.code, .code { font-family: ui-monospace, 'Liberation Mono', monospace; font-size: .93em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .6rem; }
}
.state { display: inline-block; padding: 0 .6rem; border-radius: 1rem; border: 1px solid currentColor; white-space: nowrap; font-weight: 600; }
.state.good { color: var(--good); }
.state.bad { color: var(--bad); }
.state.open { color: var(--open); }
footer { max-width: 74rem; margin: 0 auto; padding: 1rem 1.5rem 2rem; color: var(--quiet); font-size: .9rem; }
`;
