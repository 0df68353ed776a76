package wfr.operation;

/**
 * The arguments of one call of an {@link Operation}, as a record: its components are what a program in another language is sent. Arrays are shared, not
 * copied: whoever is called leaves them as they are, and whoever calls does not change them afterwards.
 *
 * @param <R> type of the answer
 */
public interface Call<R> {}
