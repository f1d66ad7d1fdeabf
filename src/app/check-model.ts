import { type Config, quietVendors } from '../config.ts';
import { endpointOf, modelStanding } from './model.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

// A local model that is read into memory first takes this long to say its first word.
const timeoutMs = 30_000;

/** Whether the configured endpoint does all that is asked of it, and which profile fits it. */
export async function checkModel(config: Config): Promise<Check[]> {
  const { model } = config;
  const { on, text } = await modelStanding(config);
  if (model === null || !on) {
    return [{ name: '模型', ok: model === null, detail: `离线回答，${text}` }];
  }
  quietVendors();
  const [{ proposeProfile, probeTitle }, { profiles }] = await Promise.all([
    import('../llm/probe-endpoint.ts'),
    import('../llm/provider-profile.ts'),
  ]);
  const { apiKey, embeddingModel } = model;
  const target = {
    baseUrl: endpointOf(model),
    apiKey,
    model: model.model,
    embeddingModel,
    timeoutMs,
  };
  const known = Object.values(profiles);
  const { probes, profile } = await proposeProfile(target, known, profiles[model.profile]);
  const advice =
    profile.name === model.profile
      ? `配置 ${profile.name}（${profile.title}）合适`
      : `建议设 GUICHAO_MODEL_PROFILE=${profile.name}（${profile.title}）`;
  const works = probes.every(({ name, ok }) => ok || name === 'json' || name === 'embeddings');
  return [
    { name: '模型', ok: works && profile.name === model.profile, detail: `${text}；${advice}` },
    ...probes.map((probe) => ({
      name: `模型·${probeTitle(probe)}`,
      ok: probe.ok,
      detail: `${probe.detail}，${probe.elapsedMs} 毫秒`,
    })),
  ];
}
