// Loaded before a script that another process started with a pipe as standard input. When the pipe ends, because that process closed it
// or was killed, the script is told to end as by SIGTERM. A terminal's Ctrl+C reaches it too, and is left to that process.
process.stdin.on("end", () => process.emit("SIGTERM") || process.exit()).resume().unref();
process.on("SIGINT", () => {});
