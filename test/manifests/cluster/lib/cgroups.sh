# shellcheck shell=bash
# The folders of the pods' cgroups, as config/kubelet.yaml names them: one for each controller in cgroup v1, one in v2.
cgroups() {
  awk '$3 ~ /^cgroup/ { print $2 "/emojivoto-cluster" }' /proc/mounts
}
