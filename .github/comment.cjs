// Post a file as the only comment on the pull request that a workflow run was about, or update the existing comment.
// Everything from the contribution (branch, owner, text) is passed to the GitHub API as a value, never to a shell.
const fs = require('fs')

const LARGEST = 65000 // GitHub accepts 65,536 characters
const POSTER = 'github-actions[bot]' // the account that posts with the workflow's token; nobody else can have this name

module.exports = async ({github, context, core, file}) => {
  const body = fs.readFileSync(file, 'utf8')
  const mark = body.split('\n', 1)[0]
  if (!/^<!-- .+ -->$/.test(mark) || body.length > LARGEST) throw new Error('this is not what python -m scripts comment prints')
  const {owner, repo} = context.repo
  const pull = await pullOf(context.payload.workflow_run, github, {owner, repo})
  if (!pull) {
    core.info('the pull request is closed, or has newer commits: nothing is posted')
    return
  }
  const comments = await github.paginate(github.rest.issues.listComments, {owner, repo, issue_number: pull.number, per_page: 100})
  const ours = comments.find((c) => c.user?.login === POSTER && c.user.type === 'Bot' && c.body?.startsWith(mark))
  if (ours) await github.rest.issues.updateComment({owner, repo, comment_id: ours.id, body})
  else await github.rest.issues.createComment({owner, repo, issue_number: pull.number, body})
}

// The open pull request of the run's branch, if its newest commit is the one that the run was about. GitHub is queried by owner and
// branch; two repositories of one owner may both have the branch, and two branches may have the commit.
async function pullOf(run, github, {owner, repo}) {
  if (!run.head_repository) return undefined // the fork is deleted
  const head = `${run.head_repository.owner.login}:${run.head_branch}`
  const open = await github.paginate(github.rest.pulls.list, {owner, repo, state: 'open', head, per_page: 100})
  return open.find((p) => p.head.sha === run.head_sha && p.head.ref === run.head_branch && p.head.repo?.id === run.head_repository.id)
}
