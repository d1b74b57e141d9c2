#!/bin/sh
# Publishes the application as Azure takes it: with Microsoft's own Service Bus extension.
set -eu
cd "$(dirname "$0")/.."

rm -rf .package
dotnet publish ../../functions --configuration Release --output .package -p:ServiceBusExtension=Package
