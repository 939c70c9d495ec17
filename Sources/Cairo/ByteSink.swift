import CCairo

/// Where Cairo puts the bytes of a file that is written in memory.
final class ByteSink {
  var bytes: [UInt8] = []

  /// What Cairo calls with each piece; its closure is an unretained sink, which must outlive the
  /// surface or at least its `cairo_surface_finish`.
  static let write: cairo_write_func_t = { closure, data, count in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
      .bytes += UnsafeBufferPointer(start: data, count: Int(count))
    return CAIRO_STATUS_SUCCESS
  }

  /// The closure to give Cairo with ``write``.
  var closure: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}

/// Takes over a surface that Cairo has just made.
///
/// - Throws: ``CairoError`` if it could not be made; nothing is left to be destroyed then.
func adopt(_ surface: OpaquePointer?) throws(CairoError) -> OpaquePointer {
  let status = cairo_surface_status(surface)  // a failed surface carries its status
  guard let surface, status == CAIRO_STATUS_SUCCESS else {
    cairo_surface_destroy(surface)
    throw CairoError(status)
  }
  return surface
}

/// Starts drawing on a surface that was just adopted, or destroys it.
func startDrawing(on surface: OpaquePointer) throws(CairoError) -> Context {
  do throws(CairoError) {
    return try Context(on: surface)
  } catch {
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    throw error
  }
}
