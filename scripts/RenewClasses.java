/**
 * Gives the classes of jars that were built for Java 5 the class file format of Java 8, in place: the JVM's start-up
 * cache takes none older than Java 6 (they come without stack maps). Instructions stay as they are.
 *
 * <p>java RenewClasses.java FOLDER
 */
void main(String[] args) throws IOException {
  try (var jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
    for (Path jar : jars) {
      if (hasOldClasses(jar)) {
        renew(jar);
        IO.println("Renewed the classes of " + jar.getFileName());
      }
    }
  }
}

boolean hasOldClasses(Path jar) throws IOException {
  try (var in = new ZipFile(jar.toFile())) {
    for (ZipEntry entry : Collections.list(in.entries())) {
      if (isOldClass(entry, in.getInputStream(entry).readNBytes(8))) {
        return true;
      }
    }
    return false;
  }
}

/** JVMS 4.1: four bytes of magic, two of minor version, two of major version. */
boolean isOldClass(ZipEntry entry, byte[] start) {
  return entry.getName().endsWith(".class") && ByteBuffer.wrap(start).getShort(6) < ClassFile.JAVA_6_VERSION;
}

void renew(Path jar) throws IOException {
  Path renewed = jar.resolveSibling(jar.getFileName() + ".new");
  try (var in = new ZipFile(jar.toFile());
      var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
      var out = new ZipOutputStream(Files.newOutputStream(renewed))) {
    ClassFile format = formatThatKnows(loader);
    for (ZipEntry entry : Collections.list(in.entries())) {
      byte[] bytes = in.getInputStream(entry).readAllBytes();
      ZipEntry sameTime = new ZipEntry(entry.getName());
      sameTime.setTimeLocal(entry.getTimeLocal());
      out.putNextEntry(sameTime);
      out.write(isOldClass(entry, bytes) ? renew(format, format.parse(bytes)) : bytes);
    }
  }
  Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
}

/** Stack maps name the common supertype where branches meet, so the jar's own classes must be known. */
ClassFile formatThatKnows(ClassLoader loader) {
  return ClassFile.of(
      ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
      ClassFile.ClassHierarchyResolverOption.of(
          ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
}

byte[] renew(ClassFile format, ClassModel old) {
  ClassTransform version =
      (builder, element) ->
          builder.with(
              element instanceof ClassFileVersion ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0) : element);
  return format.transformClass(
      old, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
}
