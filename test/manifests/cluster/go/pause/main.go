// The container that every pod has besides its own: it keeps the pod's network until a signal ends it. The pods here
// don't share a process namespace, so it has no orphans to reap.
package main

import (
	"context"
	"os/signal"
	"syscall"
)

func main() {
	ended, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	<-ended.Done()
}
