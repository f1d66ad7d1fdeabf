import { readFileSync } from 'node:fs';
import { openPlaybooks } from './src/app.ts';
import { readConfig } from './src/config.ts';
import { loadLexicon } from './src/retrieval/lexicon.ts';
import { createTextAnalysis } from './src/retrieval/text-analysis.ts';
const lex=loadLexicon('knowledge/lexicon'); const an=createTextAnalysis(lex);
const { index } = openPlaybooks(readConfig());
const cards=index.cards().filter(c=>c.objection);
const us = readFileSync('knowledge/evaluation/objection-utterances.jsonl','utf8').trim().split('\n').map(l=>JSON.parse(l)).filter(u=>u.half==='tuning'&&u.form!=='mixed');
const terms=(t:string,uni:boolean)=>{const {words,bigrams}=an.terms(t); const r=new Set([...words,...bigrams].filter(x=>!an.isFiller(x))); if(uni) for(const c of an.normalise(t)) if(/\p{Script=Han}/u.test(c)&&!lex.functionWords.has(c)&&!lex.fillerWords.has(c)) r.add('#'+c); return r;};
function run(o:{share:number,syn:number,sat:number,uni:boolean,uniW:number,body:number,ask:number,topk:number}){
  const phr:{c:number,t:Set<string>,w:number,len:number}[]=[]; const df=new Map<string,Set<number>>();
  cards.forEach((c,i)=>{ const s=Object.values(c.objection!.says).flat(); const body=index.passagesOf(c.id).map(p=>p.text).join('\n');
    const list:[string,number][]=[[c.title.replace(/^(客户|企业主)/,''),1],...c.asks.map(a=>[a,1] as [string,number]),...s.map(a=>[a,1] as [string,number])];
    for(const [p,w] of list) phr.push({c:i,t:terms(p,o.uni),w,len:0});
  });
  for(const p of phr) for(const t of p.t){ if(!df.has(t)) df.set(t,new Set()); df.get(t)!.add(p.c);}
  const N=cards.length; const idf=(t:string)=>{const d=df.get(t)?.size??0; const v=Math.log(1+(N-d+0.5)/(d+0.5)); return t[0]==='#'?v*o.uniW:v;};
  for(const p of phr) p.len=Math.sqrt([...p.t].reduce((a,t)=>a+idf(t),0))||1;
  const bodies=cards.map(c=>an.normalise(index.passagesOf(c.id).map(p=>p.text).join('\n')));
  const bdf=new Map<string,number>();
  let first=0,three=0;
  for(const u of us){ const q=new Map<string,number>(); let total=0; for(const t of terms(u.text,o.uni)) if(df.has(t)){q.set(t,idf(t)); total+=idf(t);} 
    const norm=an.normalise(u.text); for(const g of lex.synonyms){ if(!g.some(w=>norm.includes(w))) continue; for(const w of g) if(!q.has(w)&&df.has(w)) q.set(w,o.syn*idf(w)); }
    const lists:number[][]=cards.map(()=>[]); const cnt=cards.map(()=>new Map<string,number>());
    for(const p of phr){ let ov=0; for(const t of p.t){const w=q.get(t); if(w!==undefined){ov+=w; cnt[p.c]!.set(t,(cnt[p.c]!.get(t)??0)+1);} } lists[p.c]!.push(ov/(Math.sqrt(total)*p.len||1)); }
    const sc=cards.map((c,i)=>{ const l=lists[i]!.sort((a,b)=>b-a); let top=0,z=0; for(let k=0;k<o.topk;k++){top+=(l[k]??0)*0.5**k; z+=0.5**k;} top/=z;
      let whole=0; for(const [t,n] of cnt[i]!) whole+=(q.get(t)??0)*n*(1+o.sat)/(n+o.sat)/(1+o.sat);
      let b=0; if(o.body>0) for(const [t,w] of q) if(t[0]!=='#'&&bodies[i]!.includes(t)) b+=w;
      return o.share*top+(1-o.share)*whole/(total||1)+o.body*b/(total||1); });
    const order=sc.map((s,i)=>[s,i] as const).sort((a,b)=>b[0]-a[0]).map(x=>cards[x[1]]!.id);
    const w=new Set(u.either?u.cards:u.cards.slice(0,1)); if(w.has(order[0]!))first++; if(order.slice(0,3).some(x=>w.has(x)))three++;
  }
  return [(100*first/us.length).toFixed(1),(100*three/us.length).toFixed(1)];
}
const base={share:.6,syn:.4,sat:1.5,uni:false,uniW:1,body:0,ask:1,topk:1};
const tries:Partial<typeof base>[]=[{}, {share:.3},{share:.8},{share:1},{syn:0},{syn:.7},{sat:.5},{sat:4},{uni:true,uniW:.3},{uni:true,uniW:.6},{body:.1},{body:.25},{body:.5},{topk:2},{topk:3},{uni:true,uniW:.4,body:.2},{topk:2,body:.2},{topk:3,body:.2,uni:true,uniW:.4}];
for(const t of tries) console.log(JSON.stringify(t), run({...base,...t}).join(' '));
