# EmbeddedKafka in the way of confluent-local: its variables for listeners and folders, and its user.
packages=(busybox libstdc++6 libssl3 zlib1g)
environment=(KAFKA_LOG_DIRS=/tmp/kraft-combined-logs DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_RUNNING_IN_CONTAINER=true DOTNET_EnableDiagnostics=0)
config='"User": "appuser", "Cmd": ["/etc/confluent/docker/run"], "Volumes": {"/var/lib/kafka/data": {}}, "ExposedPorts": {"9092/tcp": {}, "8082/tcp": {}}'

fill() {
    local root=$1
    dotnet_runtime "$root" Microsoft.NETCore.App
    shell "$root"
    user "$root" appuser 1000
    mkdir -p "$root/opt"
    cp -a "$KAFKA_PUBLISHED" "$root/opt/kafka"
    install -d -o 1000 -g 1000 "$root/var/lib/kafka/data"
    script "$root" /etc/confluent/docker/run kafka/run
}
