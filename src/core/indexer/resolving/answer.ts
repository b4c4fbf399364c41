/** Carries out requests on a project. */

import type { Answered, ResolverOp, ResolverRequest } from './messages';
import type { Project } from './project';

export function answer(project: Project, request: ResolverRequest): Answered<ResolverOp> {
  switch (request.op) {
    case 'add':
      project.add(request.ask);
      return null;
    case 'setProjectFiles':
      project.setProjectFiles(new Map(request.ask));
      return null;
    case 'planAll':
      return project.planAll(request.ask);
    case 'update':
      return project.update(request.ask.files, request.ask.gone, request.ask.again);
    case 'resolve':
      return project.resolve(request.ask);
    case 'fail':
      return project.fail(request.ask.fileId, request.ask.problem);
    case 'filesWithoutEdges':
      return project.filesWithoutEdges();
    case 'setEdges':
      for (const [fileId, edges] of request.ask) project.setEdges(fileId, edges);
      return null;
    case 'usage':
      return project.usage();
  }
}
