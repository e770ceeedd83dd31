"""Cuts the power of a file system: powercut.py MOUNTPOINT MODE

EXT4_IOC_SHUTDOWN / XFS_IOC_GOINGDOWN = _IOR('X', 125, __u32)
MODE: 0 default (freeze), 1 flush the log, 2 flush nothing: what was not forced is lost.
"""
import fcntl
import os
import struct
import sys

descriptor = os.open(sys.argv[1], os.O_RDONLY)
fcntl.ioctl(descriptor, 0x8004587D, struct.pack("I", int(sys.argv[2])))
