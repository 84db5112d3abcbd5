# Stands in for a tool with a web page: shows its variables and arguments at the port of the tool, and has what is needed to look around
# from inside. The first process of a container ends by no signal that it does not handle, but by that one.
packages=(busybox)
environment=(PAGE_PORT="$PAGE_PORT")
config='"Entrypoint": ["/usr/local/bin/page"], "StopSignal": "SIGKILL", "ExposedPorts": {"'$PAGE_PORT'/tcp": {}}'

fill() {
    shell "$1"
    script "$1" /usr/local/bin/page page/page
    script "$1" /www/cgi-bin/environment page/environment
    echo 'A stand-in for the tool.' >"$1/www/index.html"
}
