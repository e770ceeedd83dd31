package dev.ferry.transfer;

/**
 * What every transfer of a peer shares.
 *
 * @param events where events go
 * @param throttle what limits the bytes a second
 */
public record Flow(TransferListener events, Throttle throttle) {}
