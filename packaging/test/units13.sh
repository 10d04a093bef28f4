#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# units13.sh [CTEST ARGUMENT...]: the unit tests with the Qt (6.8) and the compiler of Debian 13, in the system of "./dev
# package deb13"; into build/units-trixie. It compiles the tree, so it is not among the tests of "all".
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
needs_root
if [ "${CONFAB_IN_DEBIAN13:-}" != yes ]; then
    command -v mmdebstrap >/dev/null || skip "needs mmdebstrap"
    exec "$top/packaging/make/debian13.sh" env CONFAB_IN_DEBIAN13=yes /src/packaging/test/units13.sh "$@"
fi

# Here it is Debian 13.
cd "$top"
export QT_QPA_PLATFORM=offscreen
./dev install build
apt-get install -y -qq --no-install-recommends iproute2 fortunes >/dev/null # texts that people wrote
tree=build/units-trixie
mkdir -p "$tree"
# As the preset for tests, but for what newer systems warn of. They are there to run, not to be fast.
cmake --preset ci -B "$tree" -DCONFAB_WERROR=OFF "-DCMAKE_CXX_FLAGS_RELEASE=-O0 -DQT_FORCE_ASSERTS" >"$tree/configure.log" ||
    { cat "$tree/configure.log" >&2; fail "to configure"; }
# A test has the name of its program, or that with the transport behind it.
mapfile -t programs < <(ctest --test-dir "$tree" -L unit -N | sed -n 's/^ *Test *#[0-9]*: //p' | sed 's/_qt$//' | sort -u)
[ ${#programs[@]} -gt 100 ] || fail "there are only ${#programs[@]} programs of unit tests"
cmake --build "$tree" --target "${programs[@]}" >"$tree/units.log" ||
    { grep -A 20 'FAILED\|error:' "$tree/units.log" >&2; fail "to compile the unit tests"; }
say "ok    they compile: GCC $(c++ -dumpfullversion), Qt $(qmake6 -query QT_VERSION), $(grep -c 'warning:' "$tree/units.log" || true) warnings"
# A network of its own: with a loopback, and nobody else's ports.
unshare -n -- sh -c 'ip link set lo up; exec ctest "$@"' sh --test-dir "$tree" -L unit --output-on-failure -j 2 "$@"
