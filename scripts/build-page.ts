// `prepare`: builds the web page after `npm ci`. Without the development packages there is no Vite;
// a release carries the built page, and a checkout that does not is told so again by `start`.
try {
  const { build } = await import('vite');
  await build({ logLevel: 'warn' });
  process.stdout.write('网页已构建。\n');
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stdout.write('没有安装 vite，跳过构建网页；需要网页请执行完整的 npm ci。\n');
}
