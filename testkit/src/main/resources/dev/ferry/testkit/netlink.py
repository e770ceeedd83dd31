"""One hop between two network namespaces, as bad as asked (this needs no kernel netem).

usage: netlink.py NS1 NS2 DELAY_MS JITTER_MS LOSS DUPLICATE CORRUPT REORDER
NS1 is 10.98.0.1, NS2 is 10.98.0.2; rates are fractions of the packets.
"""
import ctypes
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN_NO_PI = 0x1001
MTU = 1400


def open_tun(namespace, name, address, peer):
    libc = ctypes.CDLL(None, use_errno=True)
    mine = os.open("/proc/self/ns/net", os.O_RDONLY)
    theirs = os.open("/run/netns/" + namespace, os.O_RDONLY)
    assert libc.setns(theirs, CLONE_NEWNET) == 0
    tun = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN_NO_PI))
    libc.setns(mine, CLONE_NEWNET)
    ip = ["ip", "-n", namespace]
    subprocess.check_call(ip + ["addr", "add", address, "peer", peer, "dev", name])
    subprocess.check_call(ip + ["link", "set", name, "up", "mtu", str(MTU)])
    os.set_blocking(tun, False)
    return tun


def corrupted(packet):
    changed = bytearray(packet)
    changed[random.randrange(20, len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


first, second = sys.argv[1:3]
delay, jitter, loss, duplicate, corrupt, reorder = [float(x) for x in sys.argv[3:9]]
a = open_tun(first, "tn0", "10.98.0.1", "10.98.0.2")
b = open_tun(second, "tn0", "10.98.0.2", "10.98.0.1")
queue = []
sequence = 0
while True:
    wait = max(0, queue[0][0] - time.monotonic()) if queue else 1
    ready, _, _ = select.select([a, b], [], [], wait)
    for source in ready:
        for _ in range(64):
            try:
                packet = os.read(source, 2048)
            except BlockingIOError:
                break
            if random.random() < loss:
                continue
            if random.random() < corrupt:
                packet = corrupted(packet)
            copies = 2 if random.random() < duplicate else 1
            held = 0
            if random.random() >= reorder:
                held = (delay + random.uniform(-jitter, jitter)) / 1000
            for _ in range(copies):
                sequence += 1
                target = b if source == a else a
                heapq.heappush(queue, (time.monotonic() + held, sequence, target, packet))
    now = time.monotonic()
    while queue and queue[0][0] <= now:
        _, _, target, packet = heapq.heappop(queue)
        try:
            os.write(target, packet)
        except OSError:
            pass
