import { openPlaybooks } from './src/app.ts';
import { readConfig } from './src/config.ts';
import { readFileSync } from 'node:fs';
const t0=performance.now(); const {index,reader} = openPlaybooks(readConfig()); console.log('open',performance.now()-t0);
const rd=(f:string)=>readFileSync('knowledge/evaluation/'+f,'utf8').trim().split('\n').map(l=>JSON.parse(l)).filter(u=>u.half==='tuning');
const data:[string,boolean][]=[];
for(const u of rd('objection-utterances.jsonl')) data.push([u.text,true]);
for(const d of rd('objection-dialogues.jsonl')) data.push([d.turns[0].text,true]);
for(const q of rd('intents.jsonl')) if(q.intent==='objection'||q.intent==='playbook') data.push([q.text,q.intent==='objection']);
for(const q of rd('playbook-questions.jsonl')) if(!['unsafe','out-of-scope'].includes(q.category)) data.push([q.text,false]);
const lg=(p:number)=>Math.log((p+1e-3)/(1-p+1e-3));
const f=data.map(([t,y])=>{const c=index.closest(t); const s=reader.objectionShare(t); const il=reader.intents(t); const io=il.find(x=>x.label==='objection')?.share??0, ip=il.find(x=>x.label==='playbook')?.share??0; return {t,y,d:c.objection-c.playbook,l:lg(s),i:lg(io/(io+ip+1e-6))};});
let best=0;
for(const a of [0,5,10,20]) for(const b of [0,.5,1]) for(const i of [0,.5,1,2]) for(const c of [-3,-2,-1.5,-1,-.5,0,.5,1]) { let op=0,on=0,pp=0,pn=0; for(const x of f){ const g=a*x.d+b*x.l+i*x.i+c>0; if(x.y){on++; if(g)op++;} else {pn++; if(!g)pp++;} } const bal=op/on/2+pp/pn/2; if(bal>best) {best=bal; console.log(bal.toFixed(3),{a,b,i,c},(op/on).toFixed(3),(pp/pn).toFixed(3));} }
