#!/bin/sh
# Nettleserprøvene bruker Debians Chromium. Installerer den når det lar seg gjøre, ellers sier den hva som mangler.
command -v chromium >/dev/null 2>&1 && exit 0
echo "Installerer Chromium til nettleserprøvene ..."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-dejavu-core >/dev/null 2>&1
fi
command -v chromium >/dev/null 2>&1 && exit 0
echo "Fant ikke Chromium. Installer pakken «chromium» (apt-get install chromium), så kjøres nettleserprøvene også." >&2
exit 1
