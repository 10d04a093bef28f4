#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# A booted systemd in a folder with a Debian, without a virtual machine: pid 1 of namespaces of its own. Root only.
#
#   boot.sh start FOLDER           # returns when its system bus answers
#   boot.sh run FOLDER COMMAND...  # in the booted system
#   boot.sh stop FOLDER            # powers it off
set -euo pipefail
verb=$1 root=$(cd "$2" && pwd)
shift 2
state=$root.booted # a folder beside it: pid and log

# The first cgroup2 of this system: alone, or beside the older ones.
cgroup_mount() { awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts; }

# In the new namespaces, before systemd takes over.
inside() {
    mount --make-rprivate /
    mount --bind "$root" "$root"
    mount -t proc proc "$root/proc"
    mount -t sysfs sysfs "$root/sys" -o ro
    mkdir -p "$root/sys/fs/cgroup"
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
    mount -t tmpfs tmpfs "$root/run" -o mode=755
    mount -t tmpfs tmpfs "$root/tmp" -o mode=1777
    mount -t tmpfs tmpfs "$root/dev" -o mode=755
    local node
    for node in null zero full random urandom tty; do
        touch "$root/dev/$node"
        mount --bind "/dev/$node" "$root/dev/$node"
    done
    mkdir "$root/dev/shm" "$root/dev/pts"
    # PrivateDevices= makes a copy of these.
    mount -t devpts devpts "$root/dev/pts" -o newinstance,ptmxmode=0666,mode=620
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    mkdir -p "$root/run/old"
    ip link set lo up 2>/dev/null || true
    cd "$root"
    pivot_root . run/old
    # Otherwise what a service mounts for itself (LoadCredential=) stays empty for it.
    mount --make-rshared /
    umount -l /run/old
    exec env -i container=chroot PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        chroot . /lib/systemd/systemd --log-target=console --show-status=no
}

case $verb in
    start)
        mkdir -p "$state"
        group=$(cgroup_mount)/confab-package-test-$$
        mkdir -p "$group"
        echo "$group" >"$state/cgroup"
        (
            echo 0 >"$group/cgroup.procs"
            exec unshare -m -p -f -u -i -n -C -- "$0" inside "$root"
        ) >"$state/log" 2>&1 </dev/null &
        for _ in $(seq 300); do
            pid=$(pgrep -P $! 2>/dev/null || true)
            # Degraded: a unit has failed, as that of kernel modules does where there are none. It says so with a failing status.
            case $([ -z "$pid" ] || nsenter -t "$pid" -a systemctl is-system-running 2>/dev/null || true) in
                running | degraded)
                    echo "$pid" >"$state/pid"
                    exit 0
                    ;;
            esac
            kill -0 $! 2>/dev/null || break
            sleep 0.1
        done
        echo "The system in $root does not boot:" >&2
        tail -n 20 "$state/log" >&2
        exit 1
        ;;
    inside) inside ;;
    run) exec nsenter -t "$(cat "$state/pid")" -a env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive "$@" ;;
    stop)
        pid=$(cat "$state/pid")
        kill -s RTMIN+4 "$pid"
        for _ in $(seq 300); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
        group=$(cat "$state/cgroup")
        find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null || true
        ;;
    *) echo "boot.sh start|run|stop FOLDER" >&2; exit 2 ;;
esac
