#!/bin/sh
# Dokumentprøvene gjør Word om til PDF med LibreOffice. Installerer det når det lar seg gjøre, ellers sier den hva som mangler.
command -v soffice >/dev/null 2>&1 && exit 0
echo "Installerer LibreOffice Writer til dokumentprøvene ..."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-writer >/dev/null 2>&1
fi
command -v soffice >/dev/null 2>&1 && exit 0
echo "Fant ikke LibreOffice. Installer pakken «libreoffice-writer» (apt-get install libreoffice-writer), så kjøres dokumentprøvene også." >&2
exit 1
