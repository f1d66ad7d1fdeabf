import { openPlaybooks } from './src/app.ts';
import { readConfig } from './src/config.ts';
import { readFileSync } from 'node:fs';
const { index } = openPlaybooks(readConfig());
const us = readFileSync('knowledge/evaluation/objection-utterances.jsonl','utf8').trim().split('\n').map(l=>JSON.parse(l)).filter(u=>u.half==='tuning');
let n=0,first=0,three=0,five=0; const t0=performance.now();
for (const u of us) { if(u.form==='mixed') continue; n++;
  const m=index.objections(u.text,5).map(x=>x.card.id); const w=new Set(u.either?u.cards:u.cards.slice(0,1));
  if(w.has(m[0]))first++; if(m.slice(0,3).some(x=>w.has(x)))three++; if(m.some(x=>w.has(x)))five++; else if(process.argv[2]) console.log(u.form,u.text,'|',u.cards.join(),'| got',m.slice(0,3).join());
}
console.log(n,(100*first/n).toFixed(1),(100*three/n).toFixed(1),(100*five/n).toFixed(1),((performance.now()-t0)/us.length).toFixed(2)+'ms');
