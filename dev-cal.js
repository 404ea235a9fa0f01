const sample = JSON.stringify({ a: Array.from({ length: 40 }, (_, i) => ({ id: 'INST-' + i, x: 'abc'.repeat(5), n: i })) });
function calibrate() { const c = process.cpuUsage(); for (let i = 0; i < 12000; i++) JSON.stringify(JSON.parse(sample)); const d = process.cpuUsage(c); return Math.round((d.user + d.system) / 1000); }
const r = []; const end = Date.now() + 40000; while (Date.now() < end) r.push(calibrate()); r.sort((a, b) => a - b); console.log(r.length, 'min', r[0], 'p10', r[Math.floor(r.length / 10)], 'median', r[Math.floor(r.length / 2)], 'max', r.at(-1));
