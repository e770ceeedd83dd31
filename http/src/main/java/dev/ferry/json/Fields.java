package dev.ferry.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object that a peer sent. A member nobody asks for is ignored, one that is
 * missing or of another type than asked for is refused. Not thread-safe.
 */
public final class Fields {
  /** JSON's null. */
  public enum Nothing {
    /** The only one. */
    NULL
  }

  private final Map<String, Object> members;

  /** Takes values as {@link StrictJson} makes them. */
  public Fields(Map<String, Object> members) {
    this.members = members;
  }

  /** Whether there is a member of this name, of whatever type. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** Whether there is a member of this name that is a string. */
  public boolean isText(String name) {
    return members.get(name) instanceof String;
  }

  /** The names of all members, in the order they came in. */
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  /** A string. */
  public String text(String name) throws MalformedException {
    return as(String.class, name, "a string");
  }

  /** A string, or null if there is no such member or its value is null. */
  public @Nullable String optionalText(String name) throws MalformedException {
    return isAbsent(name) ? null : text(name);
  }

  /** An integer from 0 to 2^63-1. */
  public long count(String name) throws MalformedException {
    return toCount(as(Number.class, name, "a number"), name);
  }

  /** An integer from 0 to 2^63-1, or {@code absent} if there is no such member. */
  public long count(String name, long absent) throws MalformedException {
    return isAbsent(name) ? absent : count(name);
  }

  /** An integer from -2^63 to 2^63-1. */
  public long integer(String name) throws MalformedException {
    if (as(Number.class, name, "a number") instanceof Long value) {
      return value;
    }
    throw illTyped(name, "an integer of 64 bits");
  }

  /** True or false. */
  public boolean flag(String name) throws MalformedException {
    return as(Boolean.class, name, "true or false");
  }

  /** True or false, or {@code absent} if there is no such member or its value is null. */
  public boolean flag(String name, boolean absent) throws MalformedException {
    return isAbsent(name) ? absent : flag(name);
  }

  /** An object. */
  public Fields object(String name) throws MalformedException {
    return as(Fields.class, name, "an object");
  }

  /** An object, or null if there is no such member or its value is null. */
  public @Nullable Fields optionalObject(String name) throws MalformedException {
    return isAbsent(name) ? null : object(name);
  }

  /** An array of objects. */
  public List<Fields> objects(String name) throws MalformedException {
    List<Fields> objects = new ArrayList<>();
    for (Object element : array(name)) {
      if (!(element instanceof Fields fields)) {
        throw illTyped(name, "an array of objects");
      }
      objects.add(fields);
    }
    return objects;
  }

  /** An array of integers from 0 to 2^63-1. */
  public List<Long> counts(String name) throws MalformedException {
    List<Long> counts = new ArrayList<>();
    for (Object element : array(name)) {
      counts.add(toCount(element, name));
    }
    return counts;
  }

  /** An array of arrays of strings. */
  public List<List<String>> textLists(String name) throws MalformedException {
    List<List<String>> lists = new ArrayList<>();
    for (Object element : array(name)) {
      if (!(element instanceof List<?> list)) {
        throw illTyped(name, "an array of arrays");
      }
      lists.add(texts(list, name));
    }
    return lists;
  }

  /** An array of strings. */
  public List<String> texts(String name) throws MalformedException {
    return texts(array(name), name);
  }

  private static List<String> texts(List<?> array, String name) throws MalformedException {
    List<String> texts = new ArrayList<>();
    for (Object element : array) {
      if (!(element instanceof String text)) {
        throw illTyped(name, "an array of strings");
      }
      texts.add(text);
    }
    return texts;
  }

  /** Two integers of an array of such pairs. */
  public record Pair(long first, long second) {}

  /** An array of arrays of two integers. */
  public List<Pair> pairs(String name) throws MalformedException {
    List<Pair> pairs = new ArrayList<>();
    for (Object element : array(name)) {
      List<?> two = two(element, name);
      pairs.add(new Pair(toCount(two.getFirst(), name), toCount(two.getLast(), name)));
    }
    return pairs;
  }

  /** An integer and a text. */
  public record Note(long index, String text) {}

  /** An array of arrays of an integer and a string. */
  public List<Note> notes(String name) throws MalformedException {
    List<Note> notes = new ArrayList<>();
    for (Object element : array(name)) {
      List<?> two = two(element, name);
      if (!(two.getLast() instanceof String text)) {
        throw illTyped(name, "an array of [integer, string]");
      }
      notes.add(new Note(toCount(two.getFirst(), name), text));
    }
    return notes;
  }

  private List<?> array(String name) throws MalformedException {
    return as(List.class, name, "an array");
  }

  private static List<?> two(Object element, String name) throws MalformedException {
    if (element instanceof List<?> two && two.size() == 2) {
      return two;
    }
    throw illTyped(name, "an array of pairs");
  }

  private static long toCount(Object value, String name) throws MalformedException {
    if (value instanceof Long count && count >= 0) {
      return count;
    }
    throw illTyped(name, "an integer from 0 to 2^63-1");
  }

  private boolean isAbsent(String name) {
    Object value = members.get(name);
    return value == null || value instanceof Nothing;
  }

  private <T> T as(Class<T> type, String name, String expected) throws MalformedException {
    Object value = members.get(name);
    if (value == null) {
      throw new MalformedException("\"" + name + "\" is missing");
    }
    if (!type.isInstance(value)) {
      throw illTyped(name, expected);
    }
    return type.cast(value);
  }

  private static MalformedException illTyped(String name, String expected) {
    return new MalformedException("\"" + name + "\" is not " + expected);
  }
}
