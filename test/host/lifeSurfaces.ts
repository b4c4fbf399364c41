/** What is always there: status bar, status, doctor, walkthrough; and what the window looks like when nothing works. */

import { openView, quickInput, runCommand, waitForText } from './drive';
import type { Surface } from './surfaces';

const status: Surface = {
  name: 'status',
  steps: async (page) => {
    await runCommand(page, 'Loci: Show Status');
    await waitForText(page, 'Database');
  },
};

const doctor: Surface = {
  name: 'doctor',
  steps: async (page) => {
    await runCommand(page, 'Loci: Doctor');
    await quickInput(page).waitFor();
    await waitForText(page, 'Loci doctor');
  },
};

const walkthrough: Surface = {
  name: 'walkthrough',
  steps: async (page) => {
    await runCommand(page, 'Loci: Get Started');
    await waitForText(page, 'Find by name or by words');
  },
};

const statusBar: Surface = {
  name: 'status-bar',
  steps: async (page) => {
    await page.locator('.statusbar-item').filter({ hasText: 'Loci' }).first().hover();
    await waitForText(page, /Indexed\s·/);
  },
};

const forget: Surface = {
  name: 'forget',
  steps: async (page) => {
    await runCommand(page, 'Loci: Forget Folder');
    await waitForText(page, 'The files stay as they are');
  },
};

export const lifeSurfaces: readonly Surface[] = [status, doctor, walkthrough, statusBar, forget];

const failed: Surface = {
  name: 'failed',
  steps: async (page) => {
    await openView(page, 'Index');
    await openView(page, 'Explore');
    await waitForText(page, 'The index cannot be reached');
  },
};

const failedStatus: Surface = {
  name: 'failed-status',
  steps: async (page) => {
    await runCommand(page, 'Loci: Show Status');
    await waitForText(page, 'Not reachable');
  },
};

const failedDoctor: Surface = {
  name: 'failed-doctor',
  steps: async (page) => {
    await runCommand(page, 'Loci: Doctor');
    await waitForText(page, 'Loci doctor');
  },
};

const failedCommand: Surface = {
  name: 'failed-command',
  steps: async (page) => {
    await runCommand(page, 'Loci: Index Folder');
    // A window that nobody looks at keeps its notices to itself.
    await runCommand(page, 'Notifications: Show Notifications');
    await waitForText(page, 'Open Settings');
  },
};

export const failedSurfaces: readonly Surface[] = [failed, failedStatus, failedDoctor, failedCommand];
