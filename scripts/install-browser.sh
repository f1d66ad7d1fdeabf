#!/usr/bin/env bash
# Chromium and a Chinese font for the browser lane, from the system's packages, where they are missing.
set -euo pipefail
browser=0
for name in chromium chromium-browser google-chrome; do
  if [ -x "/usr/bin/$name" ]; then browser=1; fi
done
fonts=0
if command -v fc-list > /dev/null && fc-list :lang=zh | grep -q .; then fonts=1; fi
if [ "$browser" = 1 ] && [ "$fonts" = 1 ]; then exit 0; fi

echo '安装 chromium 和中文字体…'
sudo=''
if [ "$(id -u)" != 0 ]; then sudo='sudo'; fi
packages=(fontconfig fonts-noto-cjk)
if [ "$browser" = 0 ]; then packages+=(chromium); fi
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${packages[@]}" > /dev/null
