#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# confab and confabd as RPMs in /opt with Qt inside, so that they depend on no distribution's packages.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packaging/make/bundle.sh app "$work/bundle/confab"
packaging/make/bundle.sh server "$work/bundle/confabd"
rm -f "$packages"/*.rpm
rpmbuild -bb --quiet --define "_topdir $work" --define "_rpmdir $packages" --define "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" \
    --define "confab_version $version" --define "bundle $work/bundle" --define "sources $top/packaging" \
    --define "use_source_date_epoch_as_buildtime 1" --define "clamp_mtime_to_source_date_epoch 1" --define "_buildhost confab" --define "_binary_payload w6.xzdio" \
    --target "$machine" packaging/rpm/confab.spec
made "$packages"/*.rpm
