#!/usr/bin/env bash
# Makes build/electdesk_VERSION_amd64.deb of the portable folder. Nothing is downloaded when it is installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x build/portable/electdesk/electdesk ] || bash installer/portable/build.sh

version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' electdesk/__init__.py)
root=build/deb
rm -rf "$root"
install -d "$root/DEBIAN" "$root/usr/bin" "$root/usr/lib" "$root/usr/share/applications" "$root/usr/share/mime/packages" \
  "$root/usr/share/icons/hicolor/scalable/apps" "$root/usr/share/man/man1" "$root/usr/share/doc/electdesk"
cp -a build/portable/electdesk "$root/usr/lib/electdesk"
# An installed program keeps settings with the person, not beside itself.
rm -f "$root/usr/lib/electdesk/portable.flag"
ln -s ../lib/electdesk/electdesk "$root/usr/bin/electdesk"
install -m 644 installer/debian/electdesk.desktop "$root/usr/share/applications/"
install -m 644 installer/debian/electdesk.xml "$root/usr/share/mime/packages/"
install -m 644 installer/electdesk.svg "$root/usr/share/icons/hicolor/scalable/apps/"
gzip -9nc installer/debian/electdesk.1 >"$root/usr/share/man/man1/electdesk.1.gz"
install -m 644 LICENSE "$root/usr/share/doc/electdesk/copyright"
chmod -R u=rwX,go=rX "$root"

glibc=$(build/portable-venv/bin/python -c 'import sys; sys.path.insert(0, "installer/portable"); from pathlib import Path; import finish; print("%d.%d" % finish.needed_glibc(Path("build/portable/electdesk"))[0])')
cat >"$root/DEBIAN/control" <<CONTROL
Package: electdesk
Version: $version
Architecture: amd64
Section: misc
Priority: optional
Maintainer: ElectDesk maintainers <maintainers@electdesk.invalid>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: libc6 (>= $glibc), libegl1, libgl1, libfontconfig1, libxcb-cursor0, libxkbcommon-x11-0
Recommends: cups-client, shared-mime-info, desktop-file-utils
Description: election desk for regional commissions, without a network
 Station protocols are typed twice, compared and summed up; turnout, incidents
 and polls are kept beside them; documents are printed in Russian, Kazakh and
 English. Region files stay where they are when the package is removed.
CONTROL
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
dpkg-deb --root-owner-group -Zxz -z6 --build "$root" "build/electdesk_${version}_amd64.deb"
sha256sum "build/electdesk_${version}_amd64.deb"
