# shellcheck shell=bash disable=SC2154 # `start` sets here, folder and programs
# etcd and the API server as two processes of whoever asks.

free_port() { # below those that the kernel hands out
  local port
  for ((port = 20000 + RANDOM % 8000; ; port++)); do
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

start_apiserver_only() {
  local port
  port=$(free_port)
  "$here/make-keys" "$folder/keys" "https://127.0.0.1:$port"
  start_etcd "$folder" "$programs"
  echo $! >"$folder/etcd.pid"
  # No controller makes the service accounts that a pod would be refused without, nor lets go of a deleted claim.
  start_apiserver "$folder" "$programs" "$port" --bind-address 127.0.0.1 --endpoint-reconciler-type none \
    --disable-admission-plugins ServiceAccount,StorageObjectInUseProtection
  echo $! >"$folder/kube-apiserver.pid"
}
