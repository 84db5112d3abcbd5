# A shell and its programs.
packages=(busybox)
config='"Cmd": ["sh"]'

fill() {
    shell "$1"
}
