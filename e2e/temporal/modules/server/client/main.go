// The application's side of the test: a worker, and a crowd of workflows at once.
//
//	client work                    works on the task queue until it is told to end
//	client crowd NAME NUMBER       runs so many workflows at the same time and waits for all of them
//	client probe ADDRESS SERVICE   asks for a service's health, as Kubernetes' gRPC probes do
//
// TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and TEMPORAL_TASK_QUEUE are the application's own variables.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strconv"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	health "google.golang.org/grpc/health/grpc_health_v1"
)

var queue = os.Getenv("TEMPORAL_TASK_QUEUE")

// Order writes down what it did: an activity, a wait for the signal `go-on`, a timer, another activity.
func Order(ctx workflow.Context, timer time.Duration) ([]string, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: 10 * time.Second})
	var done [2]string
	if err := workflow.ExecuteActivity(ctx, Step, "prepared").Get(ctx, &done[0]); err != nil {
		return nil, err
	}
	workflow.GetSignalChannel(ctx, "go-on").Receive(ctx, nil)
	if err := workflow.Sleep(ctx, timer); err != nil {
		return nil, err
	}
	err := workflow.ExecuteActivity(ctx, Step, "delivered").Get(ctx, &done[1])
	return done[:], err
}

// Step stands for work outside of the workflow.
func Step(_ context.Context, what string) (string, error) { return what, nil }

func main() {
	if os.Args[1] == "probe" {
		if err := probe(os.Args[2], os.Args[3]); err != nil {
			log.Fatal(err)
		}
		return
	}
	temporal, err := connect()
	if err != nil {
		log.Fatal(err)
	}
	defer temporal.Close()
	switch os.Args[1] {
	case "work":
		w := worker.New(temporal, queue, worker.Options{})
		w.RegisterWorkflow(Order)
		w.RegisterActivity(Step)
		err = w.Run(worker.InterruptCh())
	case "crowd":
		var number int
		if number, err = strconv.Atoi(os.Args[3]); err == nil {
			err = crowd(temporal, os.Args[2], number)
		}
	}
	if err != nil {
		log.Fatal(err)
	}
}

// connect tries for as long as a pod would be restarted.
func connect() (temporal client.Client, err error) {
	options := client.Options{HostPort: os.Getenv("TEMPORAL_ADDRESS"), Namespace: os.Getenv("TEMPORAL_NAMESPACE")}
	for range 30 {
		if temporal, err = client.Dial(options); err == nil {
			return
		}
		time.Sleep(time.Second)
	}
	return
}

func probe(address, service string) error {
	connection, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer connection.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	answer, err := health.NewHealthClient(connection).Check(ctx, &health.HealthCheckRequest{Service: service})
	if err == nil && answer.Status != health.HealthCheckResponse_SERVING {
		err = fmt.Errorf("%s: %v", service, answer.Status)
	}
	return err
}

func crowd(temporal client.Client, name string, number int) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	failures := make(chan error, number)
	var all sync.WaitGroup
	for i := range number {
		all.Go(func() {
			id := fmt.Sprintf("%s-%d", name, i)
			options := client.StartWorkflowOptions{ID: id, TaskQueue: queue}
			run, err := temporal.SignalWithStartWorkflow(ctx, id, "go-on", nil, options, Order, time.Second)
			if err == nil {
				err = run.Get(ctx, nil)
			}
			if err != nil {
				failures <- fmt.Errorf("%s: %w", id, err)
			}
		})
	}
	all.Wait()
	close(failures)
	for err := range failures {
		return err
	}
	fmt.Printf("%d workflows ran to their end\n", number)
	return nil
}
