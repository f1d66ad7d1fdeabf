import { openPlaybooks } from './src/app.ts';
import { readConfig } from './src/config.ts';
import { readFileSync } from 'node:fs';
import { replyTo } from './src/journeys/conversation/reply-to.ts';
const k = openPlaybooks(readConfig()); const {index}=k;
const rd=(f:string)=>readFileSync('knowledge/evaluation/'+f,'utf8').trim().split('\n').map(l=>JSON.parse(l)).filter(u=>u.half==='tuning');
const qs=rd('playbook-questions.jsonl').filter(u=>['fact','figure','howto','rule'].includes(u.category));
const c:Record<string,number>={}; 
for(const q of qs){ const a=replyTo(q.text,[],k); const t=index.normalise(a.text); const ok=q.contains.every((g:string[])=>g.some(w=>t.includes(index.normalise(w)))); if(ok) {c.ok=(c.ok??0)+1; continue;}
 const w=new Set(q.facts); const docs=index.searchDocuments(q.text,5); const rank=docs.findIndex(h=>h.passage.card.facts.some((f:string)=>w.has(f)));
 const why=a.intent!=='playbook'&&a.intent!=='objection'?'intent:'+a.intent:a.intent==='objection'?'objection':a.kind==='no-evidence'?'abstain':rank===0?'rightcard-missing':rank>0?'rank'+(rank+1):w.size?'notfound':'nofacts';
 c[why]=(c[why]??0)+1; if(process.argv[2]) console.log(why,'|',q.text.slice(0,60),'|',q.facts.join(),JSON.stringify(q.contains).slice(0,60),'|',docs.slice(0,3).map(h=>h.passage.card.id).join(' ')); }
console.log(c);
const d:Record<string,number>={};
for(const u of rd('objection-utterances.jsonl')){ if(u.form==='mixed'&&!u.either) continue; const a=replyTo(u.text,[],k); const m=index.objections(u.text,3).map(x=>x.card.id); const w=new Set(u.either?u.cards:u.cards.slice(0,1)); const got=a.topic?.cardIds??[]; const key=w.has(got[0]!)?'ok':a.intent!=='objection'?'intent:'+a.intent+(w.has(m[0]!)?'(match1)':''):got.length===2?'mixed':(m.some(x=>w.has(x))?'in3':'notin3'); d[key]=(d[key]??0)+1; if(process.argv[3]&&key!=='ok') console.log(key,'|',u.text.slice(0,70),'|',u.cards.join(),'|',m.join(' ')); }
console.log(d);
