#!/bin/sh
# As in the official image: BIND_ON_IP serves the server's own configuration template, which the chart does not use.
set -eu

own_address() { getent hosts "$(hostname)" | awk '{ print $1; exit }'; }

: "${BIND_ON_IP:=$(own_address)}"
export BIND_ON_IP
case $BIND_ON_IP in 0.0.0.0 | ::0) export TEMPORAL_BROADCAST_ADDRESS="${TEMPORAL_BROADCAST_ADDRESS:-$(own_address)}" ;; esac
exec temporal-server start
