package io.zcached.client.testsupport;

import java.util.PriorityQueue;

/**
 * What is to run at certain times of a clock that may overflow. Guarded by its
 * environment.
 */
public final class TaskQueue {

	private final PriorityQueue<Task> tasks = new PriorityQueue<>((a, b) -> Long.signum(a.due - b.due));

	/**
	 * Adds a task.
	 * @param body what to run
	 * @param due when, in nanoseconds
	 * @return removes it
	 */
	public Runnable add(Runnable body, long due) {
		Task task = new Task(body, due);
		this.tasks.add(task);
		return () -> this.tasks.remove(task);
	}

	/**
	 * When the next task is due.
	 * @param atMost a time
	 * @return that time, or an earlier one
	 */
	public long nextDue(long atMost) {
		Task next = this.tasks.peek();
		return (next != null && next.due - atMost < 0) ? next.due : atMost;
	}

	/**
	 * Takes a task that is due.
	 * @param now the time
	 * @return the task, {@code null} if none is due
	 */
	public Runnable takeDue(long now) {
		Task next = this.tasks.peek();
		if (next == null || next.due - now > 0) {
			return null;
		}
		this.tasks.remove();
		return next.body;
	}

	private static final class Task {

		private final Runnable body;

		private final long due;

		Task(Runnable body, long due) {
			this.body = body;
			this.due = due;
		}

	}

}
