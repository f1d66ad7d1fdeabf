import { ModelFault } from '../model-fault.ts';

/** The response with a body that fails when nothing comes for a while: a stream that hangs never ends. */
export function watchedBody(response: Response, idleMs: number): Response {
  const { body } = response;
  if (body === null) return response;
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  const watch = (controller: TransformStreamDefaultController) => {
    stop();
    timer = setTimeout(() => controller.error(new ModelFault('late', true)), idleMs);
  };
  const watched = new TransformStream<Uint8Array, Uint8Array>({
    start: watch,
    transform: (chunk, controller) => {
      watch(controller);
      controller.enqueue(chunk);
    },
    flush: stop,
    cancel: stop,
  });
  return new Response(body.pipeThrough(watched), response);
}
