# shellcheck shell=bash disable=SC2154 # `start` sets here, folder and programs
# A whole node in namespaces of its own.

# What the node is reached by: 203.0.113.0/24 is for documentation (RFC 5737), and pods have private addresses.
require_a_place_for_a_node() {
  local address
  [[ $EUID -eq 0 ]] || die "a node needs root (--apiserver-only does not)"
  for address in 203.0.113.2 10.203.0.1 10.203.1.1; do
    ! ip -4 route show match "$address" | grep --quiet --invert-match ^default ||
      die "this machine has a route to $address already: does another cluster run? (\`ip route\` shows which interface)"
  done
}

# A pair of interfaces is all that joins the node and the machine, and takes the routes with it when the node ends.
# The machine's own traffic is never forwarded, so that no iptables rule of Docker's matters.
join_network() { # PID
  ip link add cluster0 type veth peer name node0 netns "$1"
  ip address add 203.0.113.1/30 dev cluster0
  ip link set cluster0 up
  ip route add 10.203.0.0/24 via 203.0.113.2 # pods
  ip route add 10.203.1.0/24 via 203.0.113.2 # Services
}

start_node() {
  "$here/make-keys" "$folder/keys" https://203.0.113.2:6443
  cgroups | xargs mkdir -p
  # Where they are modules, Docker or nobody may have loaded them. Without br_netfilter Services fail between pods.
  modprobe --all --quiet br_netfilter overlay veth 2>/dev/null || true
  cp -R "$here/config" "$folder/config"
  setsid unshare --mount --net --pid --fork "$here/node" "$folder" "$programs" </dev/null >"$folder/log/node.log" 2>&1 &
  within 5 pgrep --parent $! >"$folder/node.pid"
  join_network "$(<"$folder/node.pid")"
}

answers_dns() { : <"/dev/tcp/10.203.1.10/53"; }

await_node() {
  within 60 test -S "$folder/run/containerd/containerd.sock"
  within 10 "$here/load" "$folder" "$programs/node/pause.tar" >/dev/null
  kubectl apply --filename "$here/config/dns.yaml" >/dev/null
  kubectl wait --timeout=60s --for=create node/node >/dev/null
  kubectl wait --timeout=60s --for=condition=Ready node/node >/dev/null
  kubectl wait --timeout=60s --for=create serviceaccount/default >/dev/null
  within 60 answers_dns
}
