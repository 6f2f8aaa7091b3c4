# shellcheck shell=bash
# etcd and the API server, which are the same in a node and without one.

# background FOLDER NAME COMMAND…: in FOLDER, and on when the caller is over. Its log is in FOLDER/log, its id in $!.
background() {
  (cd "$1" && exec setsid "${@:3}") </dev/null >"$1/log/$2.log" 2>&1 &
}

start_etcd() { # FOLDER PROGRAMS
  # Of sockets in FOLDER these are the names, in the form that etcd wants; ports might be taken. No write waits for the
  # disk, as nothing is to outlive the machine.
  background "$1" etcd "$2/apiserver/etcd" --data-dir "$1/etcd" --unsafe-no-fsync --log-level warn --logger zap \
    --listen-client-urls unix://etcd:1 --advertise-client-urls unix://etcd:1 \
    --listen-peer-urls unix://etcd:2 --initial-advertise-peer-urls unix://etcd:2 --initial-cluster default=unix://etcd:2
}

start_apiserver() { # FOLDER PROGRAMS PORT FLAG…
  # Of the kubelet's addresses its IP: no name server knows the node's name.
  background "$1" kube-apiserver "$2/apiserver/kube-apiserver" --etcd-servers unix://etcd:1 --secure-port "$3" \
    --advertise-address 203.0.113.2 --cert-dir "$1/keys" --token-auth-file "$1/keys/tokens.csv" \
    --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction --allow-privileged \
    --service-cluster-ip-range 10.203.1.0/24 --service-account-issuer https://kubernetes.default.svc.cluster.local \
    --service-account-key-file "$1/keys/service-account.key" \
    --service-account-signing-key-file "$1/keys/service-account.key" \
    --kubelet-client-certificate "$1/keys/kubelet-client.crt" --kubelet-client-key "$1/keys/kubelet-client.key" \
    --kubelet-preferred-address-types InternalIP "${@:4}"
}
