import { openPlaybooks } from './src/app.ts';
import { readConfig } from './src/config.ts';
import { readFileSync } from 'node:fs';
const k = openPlaybooks(readConfig()); const {index,reader}=k as any;
const qs=readFileSync('knowledge/evaluation/playbook-questions.jsonl','utf8').trim().split('\n').map(l=>JSON.parse(l)).filter(u=>u.category!=='unsafe');
const rows=qs.map(q=>{ const hits=index.search(q.text,60); const h=hits.find((x:any)=>x.passage.card.objection===null)??hits[0]; const c=index.closest(q.text); const il=new Map(reader.intents(q.text).map((x:any)=>[x.label,x.share]));
 const top=index.search(q.text,400).filter((x:any,i:number,a:any[])=>a.findIndex(y=>y.passage.card.id===x.passage.card.id)===i); const s1=top[0]?.score??0,s2=top[1]?.score??0;
 return {half:q.half,y:['unanswerable','out-of-scope'].includes(q.category)&&q.kinds.includes('no-evidence')?0:1,cat:q.category,t:q.text,f:[h?.coverage??0,(h?.parts.sentence??0)/10,(h?.parts.learned??0)/50,(h?.parts.asks??0)/50,Number(il.get('out-of-scope')??0),Number(il.get('playbook')??0)+Number(il.get('objection')??0), index.outsideTopic(q.text)?1:0, /(咱|我|你|省|分|支|总)(们)?(行|分行|支行)|系统|设备|登录|密码|按哪|点哪|代码|审批|报销|年假/.test(q.text)?1:0]}; });
// fit LR on tuning
const tr=rows.filter(r=>r.half==='tuning'); const D=rows[0].f.length; const mean=Array.from({length:D},(_,i)=>tr.reduce((a,r)=>a+r.f[i],0)/tr.length); const sd=mean.map((m,i)=>Math.sqrt(tr.reduce((a,r)=>a+(r.f[i]-m)**2,0)/tr.length)||1);
let w=new Array(D).fill(0),b=0; const P=tr.filter(r=>r.y).length,N=tr.length-P;
for(let it=0;it<4000;it++){ const g=new Array(D).fill(0); let gb=0; for(const r of tr){ const z=b+r.f.reduce((a,v,i)=>a+w[i]*(v-mean[i])/sd[i],0); const p=1/(1+Math.exp(-z)); const wt=r.y?1/P:1/N; const e=(r.y-p)*wt; gb+=e; r.f.forEach((v,i)=>g[i]+=e*(v-mean[i])/sd[i]); } b+=1*gb; w=w.map((x,i)=>x+1*(g[i]-0.01*x)); }
console.log('std w',w.map(x=>x.toFixed(2)).join(' '),'b',b.toFixed(2)); console.log('raw',w.map((x,i)=>(x/sd[i]).toFixed(2)).join(' '),'bias',(b-w.reduce((a,x,i)=>a+x*mean[i]/sd[i],0)).toFixed(2));
const sc=(r:any)=>b+r.f.reduce((a:number,v:number,i:number)=>a+w[i]*(v-mean[i])/sd[i],0);
for(const half of ['tuning','unseen']) for(const th of [-1,-.5,0,.5,1]){ const R=rows.filter(r=>r.half===half); const neg=R.filter(r=>!r.y),pos=R.filter(r=>r.y&&['fact','figure','howto','rule'].includes(r.cat)); console.log(half,th,'abstain',(100*neg.filter(r=>sc(r)<th).length/neg.length).toFixed(1),'false',(100*pos.filter(r=>sc(r)<th).length/pos.length).toFixed(1)); }
if(process.argv[2]) for(const r of tr.filter(r=>!r.y).sort((a,b)=>sc(b)-sc(a))) console.log(sc(r).toFixed(2),r.cat,r.t.slice(0,70),r.f.map((v:number)=>v.toFixed(2)).join(' '));
