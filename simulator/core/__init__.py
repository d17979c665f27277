"""The pure room: what a call is, what is said in it, what it is worth. No clock, thread, device, file or chance."""
