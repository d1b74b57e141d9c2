#!/bin/sh
# Publishes the application as Azure takes it: with Microsoft's own Service Bus extension, and with the Scheduler's provider where that keeps
# the orchestrations.
set -eu
cd "$(dirname "$0")/.."

case ${DURABLE_STORE:-AzureStorage} in
  Scheduler) scheduler=true ;;
  *) scheduler=false ;;
esac

rm -rf .package
dotnet publish ../../functions --configuration Release --output .package -p:ServiceBusExtension=Package "-p:DurableTaskScheduler=$scheduler"
